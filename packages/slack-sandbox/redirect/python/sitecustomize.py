"""Loaded by Python before an app's own code (it is on PYTHONPATH): slack_sdk, and with it slack_bolt, calls the sandbox.

The address of Slack in slack_sdk is a default argument of its clients. It is replaced as soon as the module of a client
is loaded. Whatever else would go to slack.com is refused with a sentence, for nothing leaves the machine.
"""

import importlib.abc
import importlib.machinery
import os
import socket
import sys

SLACK = ("https://slack.com/api/", "https://www.slack.com/api/")
CLIENTS = {
    "slack_sdk.web.base_client",
    "slack_sdk.web.async_base_client",
    "slack_sdk.web.legacy_base_client",
}
SANDBOX = os.environ.get("SLACK_SANDBOX_URL", "").rstrip("/") + "/api/"


def redirect(module):
    """Replaces Slack's address in the clients of a module."""
    for client in list(vars(module).values()):
        if not isinstance(client, type) or client.__module__ != module.__name__:
            continue
        if getattr(client, "BASE_URL", None) in SLACK:
            client.BASE_URL = SANDBOX
        defaults = getattr(client.__init__, "__defaults__", None) or ()
        if any(value in SLACK for value in defaults if isinstance(value, str)):
            client.__init__.__defaults__ = tuple(
                SANDBOX if isinstance(value, str) and value in SLACK else value for value in defaults
            )


class Redirecting(importlib.abc.Loader):
    """Loads a module as ever, then redirects it."""

    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        redirect(module)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of slack_sdk's clients, and no other."""

    def find_spec(self, fullname, path, target=None):
        if fullname not in CLIENTS:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = Redirecting(spec.loader)
        return spec


look_up = socket.getaddrinfo


def look_up_elsewhere(host, *args, **kwargs):
    """Looks a host up, if it is not Slack."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name == "slack.com" or name.endswith(".slack.com"):
        raise socket.gaierror(
            socket.EAI_NONAME,
            f"The Slack sandbox lets nothing through to {name}. Take slack_sdk, or the address in SLACK_API_URL.",
        )
    return look_up(host, *args, **kwargs)


def run_the_other():
    """Runs the sitecustomize that this one stands before, if there is one."""
    here = os.path.dirname(os.path.abspath(__file__))
    path = [folder for folder in sys.path if os.path.abspath(folder) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", path)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if os.environ.get("SLACK_SANDBOX_URL"):
    import importlib.util

    sys.meta_path.insert(0, Finder())
    socket.getaddrinfo = look_up_elsewhere
    run_the_other()
