"""The door of files."""

from dixian.foundation.files.actions import content_of, drop, file_content, store, sweep
from dixian.foundation.files.evidence import Kind
from dixian.foundation.files.models import StoredFile
from dixian.foundation.files.pictures import JPEG, NotAPhoto, Picture, made_anew
from dixian.foundation.files.storage import LARGEST, Content
from dixian.foundation.files.uploads import SealedUpload, SealingUploadHandler

__all__ = [
    "JPEG",
    "LARGEST",
    "Content",
    "Kind",
    "NotAPhoto",
    "Picture",
    "SealedUpload",
    "SealingUploadHandler",
    "StoredFile",
    "content_of",
    "drop",
    "file_content",
    "made_anew",
    "store",
    "sweep",
]
