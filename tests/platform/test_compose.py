"""The containers' plan: its shape, its secrets and who may reach what. No engine is needed to ask."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PLAN = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(PLAN)["services"]
OURS = {"web", "worker", "beat", "alertd", "migrate"}
IMAGE = (ROOT / "Dockerfile").read_text()


def test_there_is_what_the_product_needs():
    assert set(SERVICES) == OURS | {"database", "redis"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_service_that_stays_says_how_it_is(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert {"interval", "timeout", "retries"} <= set(check)


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_services_may_do_little(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service


def test_no_secret_has_a_default():
    secrets = r"\$\{(\w*(?:SECRET|PASSWORD|SITE_URL|EMAIL_URL)\w*)"
    named = set(re.findall(secrets, PLAN)) - {"DEFAULT_FROM_EMAIL"}
    assert named == {
        "SECRET_KEY",
        "SITE_URL",
        "EMAIL_URL",
        *(f"{who}_PASSWORD" for who in ("SUPERUSER", "OWNER", "APP", "REDIS")),
    }
    for name in named:
        assert not re.search(rf"\$\{{{name}(?!:\?)", PLAN), f"{name} could start empty"


def test_the_example_names_every_variable_and_no_value():
    lines = [line for line in (ROOT / ".env.example").read_text().splitlines() if line and not line.startswith("#")]
    assert all(line.endswith("=") for line in lines)
    assert {line[:-1] for line in lines} == set(re.findall(r"\$\{(\w+)", PLAN))


def test_only_alertd_can_read_the_signing_key():
    holders = {
        name for name, service in SERVICES.items() if any("signing_key" in v for v in service.get("volumes", []))
    }
    assert holders == {"alertd"}


def test_only_the_migration_owns_the_tables():
    knows = {name for name in OURS if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]}
    assert knows == {"migrate"}
    assert SERVICES["migrate"]["restart"] == "no"


def test_the_web_is_not_open_to_the_world():
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert not [name for name in SERVICES if name != "web" and "ports" in SERVICES[name]]


def test_alarms_need_no_broker():
    assert "redis" not in SERVICES["alertd"]["depends_on"]


def test_the_image_runs_as_nobody_special_and_installs_only_what_is_pinned():
    assert IMAGE.rindex("\nUSER esafety") > IMAGE.rindex("\nRUN ")
    assert IMAGE.count("pip install") == IMAGE.count("--require-hashes")
    assert "ARG" not in IMAGE


@pytest.mark.parametrize("service", ["web", "worker", "beat", "alertd", "migrate"])
def test_a_service_without_its_settings_says_which(service):
    answer = subprocess.run(
        [ROOT / "docker/entrypoint", service],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 64
    assert answer.stderr.startswith("Set SECRET_KEY SITE_URL")
