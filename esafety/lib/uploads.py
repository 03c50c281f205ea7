"""No page takes a file. Refused while the request is read, so that not a byte of one reaches memory or disk."""

from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParserError

UTF8 = {"", "utf-8", "utf8"}


class RefuseFiles(FileUploadHandler):
    """The default for every page: a request that carries a file, or words that are not UTF-8, is answered with 400.

    A page that may take a file names its own handlers before anything of the request is read
    (product.md: no file at any door; domain.md R-ROUTE-6).
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if (encoding or "").lower().replace("_", "-") not in UTF8:
            raise MultiPartParserError("Only UTF-8 is read here.")

    def new_file(self, *args, **kwargs):
        raise MultiPartParserError("This page takes no files.")

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None
