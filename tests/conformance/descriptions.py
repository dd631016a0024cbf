"""The OpenAPI descriptions of the services are valid, and say what others rely on."""

import unittest

from openapi_spec_validator import validate

from server import Site

SERVICES = ("accounts", "toolbox", "matching", "meetups")
RELIED_ON = {
    "toolbox": {("get", "/cards"), ("post", "/cards"), ("get", "/suggest")},
    "matching": {("post", "/suggestions")},
    "meetups": {("get", "/events"), ("post", "/events"), ("post", "/events/{id}/signups")},
    "accounts": {("get", "/me")},
}

site: Site


def setUpModule() -> None:
    global site
    site = Site()
    unittest.addModuleCleanup(site.__exit__)
    site.start()


class EveryDescription(unittest.TestCase):
    def test_is_valid_and_names_what_others_rely_on(self):
        for service in SERVICES:
            with self.subTest(service):
                answer = site.get(f"/api/{service}/openapi.json")
                self.assertEqual(answer.status, 200)
                document = answer.json()
                validate(document)
                deeds = {(method, path) for path, deeds in document["paths"].items() for method in deeds}
                self.assertLessEqual(RELIED_ON[service], deeds)

    def test_keeps_the_internal_door_of_accounts_to_itself(self):
        document = site.get("/api/accounts/openapi.json").json()
        self.assertFalse([path for path in document["paths"] if "exchange" in path or "resolve" in path])
