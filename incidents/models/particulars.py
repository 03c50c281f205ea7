"""What is said of a matter besides its story: how sure, where, on whose device, who said it first, what was meant."""

from django.db import models


class Certainty(models.TextChoices):
    SUSPECTED = "suspected", "A suspicion"
    CONFIRMED = "confirmed", "It happened"


class Intent(models.TextChoices):
    """From the least to the gravest (T 16.2, M L245)."""

    ACCIDENTAL = "accidental", "By accident"
    CARELESS = "careless", "Careless"
    IRRESPONSIBLE = "irresponsible", "Irresponsible"
    DELIBERATE = "deliberate", "Deliberate"


class Site(models.TextChoices):
    ON = "on", "At school, or on a trip"
    OFF = "off", "Outside school"


class Equipment(models.TextChoices):
    SCHOOL_DEVICE = "school_device", "A device of the school"
    SCHOOL_ACCOUNT = "school_account", "An account of the school, on another device"
    OWN_DEVICE = "own_device", "Their own device"


class DeviceKind(models.TextChoices):
    DESKTOP = "desktop", "Desktop computer"
    LAPTOP = "laptop", "Laptop"
    TABLET = "tablet", "Tablet"
    PHONE = "phone", "Phone"
    CAMERA = "camera", "Camera"
    CONSOLE = "console", "Games console"
    OTHER = "other", "Something else"


class Source(models.TextChoices):
    """Who said it first, apart from who reports it."""

    SAW_IT = "saw_it", "Seen by whoever reports it"
    PUPIL = "pupil", "A pupil"
    PARENT = "parent", "A parent or carer"
    STAFF = "staff", "Somebody who works here"
    FILTER = "filter", "The web filter"
    MONITORING = "monitoring", "Monitoring of screens"
    MAIL_MONITORING = "mail_monitoring", "Monitoring of e-mail"
    PLATFORM = "platform", "Monitoring of the learning platform"
    REMOTE = "remote", "Monitoring of remote access"
    COMPLAINT = "complaint", "A complaint"
    OTHER = "other", "Something else"
