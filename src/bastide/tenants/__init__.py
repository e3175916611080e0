"""Organisations and the people in them: roles, sign-in, the scope guard, the audit trail."""
