"""The profile file: a school as data. Each app registers the sections it understands; the loader knows none of them.

from school import profile
profile.register("categories", profile.Rows(Category, order=30))
"""

from school.profile.load import ProfileError, load
from school.profile.registry import Loading, Problem, Report, register
from school.profile.rows import Rows, codes_of, load_rows, one_of, texts
from school.profile.source import Source, read

__all__ = [
    "Loading",
    "Problem",
    "ProfileError",
    "Report",
    "Rows",
    "Source",
    "codes_of",
    "load",
    "load_rows",
    "one_of",
    "read",
    "register",
    "texts",
]
