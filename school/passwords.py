"""What makes a password too easy to guess here (security.md 2.6): short, common, or made of words about the school."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

SHORTEST, LONGEST = 12, 128
WORDS = {
    "password",
    "school",
    "safeguarding",
    "esafety",
    "safety",
    "online",
    "teacher",
    "welcome",
    "letmein",
    "summer",
}


class Length:
    """12 characters at least; 128 at most, because a longer one only costs time to check."""

    def validate(self, password, user=None):
        if len(password) < SHORTEST:
            raise ValidationError(f"Use at least {SHORTEST} characters. Three random words are easy to remember.")
        if len(password) > LONGEST:
            raise ValidationError(f"Use at most {LONGEST} characters.")

    def get_help_text(self) -> str:
        return f"At least {SHORTEST} characters. Three random words are easy to remember."


class NotAboutTheSchool:
    """Names and words anybody here would try first must not be most of the password."""

    def validate(self, password, user=None):
        left = re.sub(r"[^a-z]", "", password.lower())
        letters = len(left)
        for word in sorted(WORDS | _names(user), key=len, reverse=True):
            left = left.replace(word, "")
        if letters and len(left) * 2 < letters:
            raise ValidationError("Do not build it from your name, the school’s name or words like “safeguarding”.")

    def get_help_text(self) -> str:
        return "Not your name or the school’s name."


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand passwords tried first."""

    def validate(self, password, user=None):
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError("Too many people use this password. Choose another.") from None

    def get_help_text(self) -> str:
        return "Not a password many people use."


def _names(user) -> set[str]:
    """The words of the person's name and address and of the school's name, where they are long enough to matter."""
    from school.models import School

    school = School.objects.values_list("name", flat=True).first() or ""
    own = f"{user.email} {user.name}" if getattr(user, "person_id", None) else ""
    return {word for word in re.findall(r"[a-z]+", f"{school} {own}".lower()) if len(word) > 3}
