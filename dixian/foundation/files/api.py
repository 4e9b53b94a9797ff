"""The door of files."""

from dixian.foundation.files.actions import content_of, file_content, store
from dixian.foundation.files.models import StoredFile
from dixian.foundation.files.storage import LARGEST, sweep
from dixian.foundation.files.uploads import SealedUpload

__all__ = ["LARGEST", "SealedUpload", "StoredFile", "content_of", "file_content", "store", "sweep"]
