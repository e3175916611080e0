"""Reading mails: .eml, .msg, mbox. One module a format; nothing here is called in the server itself
but `sandbox` (a child process with limits) and `attachments` (which uses children of its own)."""

from bastide.providers.mail.sandbox import MailLimits, close_idle_child, read_mails

__all__ = ["MailLimits", "close_idle_child", "read_mails"]
