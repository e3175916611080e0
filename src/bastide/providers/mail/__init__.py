"""Reading mails: .eml, .msg, mbox. One module a format; nothing here is called in the server itself
but `sandbox` (a child process with limits) and `attachments` (which uses children of its own)."""

from bastide.providers.mail.sandbox import MailLimits, read_mails

__all__ = ["MailLimits", "read_mails"]
