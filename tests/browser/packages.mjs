// The packages of package.json, wherever they are installed: NODE_PATH counts for `require` only.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

export const { chromium } = require("playwright-core");
export const { HtmlValidate } = require("html-validate");
/** The text of axe-core, to run inside a page. */
export const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
/** A certified OpenID provider, for the sign-in journeys. */
export const { default: OidcProvider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);
