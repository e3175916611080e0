"""Files in a bucket that speaks S3, through django-storages (boto3).

What the bucket or the way to it refuses is an `OSError`, as a disk's refusals are; an object that
is not there, a `FileNotFoundError`. This module is read only where a bucket is set
(`BASTIDE_FILES`).
"""

from __future__ import annotations

import errno
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# S3 removes a thousand objects a request at most (DeleteObjects).
_REMOVED_AT_ONCE = 1000
# A bucket that does not answer must not hold a request for minutes, in seconds.
_CONNECT_WITHIN, _READ_WITHIN, _TRIES = 5, 30, 2
_GONE = {"404", "NoSuchKey", "NotFound"}


@dataclass(frozen=True, slots=True)
class Object:
    """`key`: relative to the bucket's location. `size` in bytes."""

    key: str
    size: int
    modified: datetime


class Bucket(S3Storage):  # type: ignore[misc]
    """Django's storage, and what rooms of files ask of a disk (`tenants.files`)."""

    def __init__(self, **options: Any) -> None:
        way = Config(
            connect_timeout=_CONNECT_WITHIN,
            read_timeout=_READ_WITHIN,
            retries={"total_max_attempts": _TRIES},
            # The bucket's name as a part of the host is Amazon's way.
            s3={"addressing_style": "path" if options.get("endpoint_url") else "auto"},
            signature_version="s3v4",
            # boto3's own checksums are refused by several servers that speak S3.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=way, **options)

    # -- what Django calls --------------------------------------------------------------------

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _told(name):
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        with _told(name):
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _told(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _told(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _told(name):
            return int(super().size(name))

    # -- what a room of files asks ------------------------------------------------------------

    def put(self, key: str, content: IO[bytes]) -> None:
        with _told(key):
            self.bucket.upload_fileobj(content, self._full(key))

    def fetch(self, key: str, into: IO[bytes]) -> None:
        with _told(key):
            self.bucket.download_fileobj(self._full(key), into)

    def listed(self, prefix: str) -> Iterator[Object]:
        """The objects whose key begins so, in order."""
        whole = self._full("")
        with _told(prefix):
            for one in self.bucket.objects.filter(Prefix=self._full(prefix)):
                yield Object(one.key.removeprefix(whole), one.size, one.last_modified)

    def folders(self, prefix: str) -> list[str]:
        """The next part of the keys that begin with `prefix` (empty, or ending with a slash)."""
        whole = self._full(prefix)
        pages = self.connection.meta.client.get_paginator("list_objects_v2")
        with _told(prefix):
            found = [
                one["Prefix"]
                for page in pages.paginate(Bucket=self.bucket_name, Prefix=whole, Delimiter="/")
                for one in page.get("CommonPrefixes", ())
            ]
        return [one.removeprefix(whole).rstrip("/") for one in found]

    def remove(self, keys: Iterable[str]) -> None:
        wanted = [{"Key": self._full(key)} for key in keys]
        for at in range(0, len(wanted), _REMOVED_AT_ONCE):
            part = wanted[at : at + _REMOVED_AT_ONCE]
            with _told(part[0]["Key"]):
                answer = self.bucket.delete_objects(Delete={"Objects": part, "Quiet": True})
            if answer.get("Errors"):
                raise OSError(errno.EIO, "S3: objects not removed", answer["Errors"][0].get("Key"))

    def try_out(self) -> None:
        """Writes an object, reads it and removes it. Raises `OSError`."""
        key = f".sante-{secrets.token_hex(8)}"
        with _told(key):
            self.bucket.put_object(Key=self._full(key), Body=b"ok")
            try:
                read = self.bucket.Object(self._full(key)).get()["Body"].read()
            finally:
                self.bucket.Object(self._full(key)).delete()
        if read != b"ok":
            raise OSError(errno.EIO, "S3: what was written is not what is read", key)

    def _full(self, key: str) -> str:
        location = str(self.location).strip("/")
        return f"{location}/{key}" if location else key


@contextmanager
def _told(key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise FileNotFoundError(errno.ENOENT, "S3: no such object", key) from error
        raise OSError(errno.EIO, f"S3: {code or 'refused'}", key) from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(errno.EIO, f"S3: {type(error).__name__}", key) from error
