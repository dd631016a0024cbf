// Two real OpenID providers on loopback, as schools have them: one like SURFconext (RSA keys, claims in userinfo, a second
// factor that it vouches for) and one like Entree (elliptic curves, other names for the claims).

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

import { OidcProvider } from "./packages.mjs";

const SECRET = "a secret between the tests and the site";
export const SCHOOL = { code: "25LH", home: "rocmn.example", name: "ROC Midden Nederland" };
const MFA = "https://refeds.org/profile/mfa";

const KINDS = {
  surfconext: {
    name: "SURFconext",
    key: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
    alg: "RS256",
    claims: { school: "schac_home_organization", affiliation: "eduperson_affiliation", name: "given_name" },
  },
  entree: {
    name: "Entree",
    key: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
    alg: "ES256",
    claims: { school: "nlEduPersonHomeOrganizationId", affiliation: "nlEduPersonProfile", name: "nickname" },
  },
};

export class Providers {
  constructor() {
    this.servers = [];
    this.issuers = {};
  }

  /** Starts both for a site at `url`; gives the configuration that the site needs. */
  async start(url) {
    const parts = [];
    for (const key of Object.keys(KINDS)) parts.push(await this.one(key, url));
    return parts.join("\n");
  }

  async one(key, url) {
    const kind = KINDS[key];
    const server = createServer();
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const issuer = `http://127.0.0.1:${server.address().port}`;
    server.on("request", provider(issuer, kind, key, url).callback());
    this.servers.push(server);
    this.issuers[key] = issuer;
    return settings(key, kind, issuer);
  }

  async stop() {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
}

function provider(issuer, kind, key, url) {
  const { school, affiliation, name } = kind.claims;
  const { privateKey } = kind.key();
  const about = (id) => ({
    sub: id,
    [school]: SCHOOL.home,
    [affiliation]: [id.startsWith("docent") ? "employee" : "student", "member"],
    [name]: id.split("-").at(-1),
    email: `${id}@${SCHOOL.home}`,
  });
  return new OidcProvider(issuer, {
    clients: [{
      client_id: "kansrijk",
      client_secret: SECRET,
      redirect_uris: [`${url}/aanmelden/terug/${key}`],
      post_logout_redirect_uris: [`${url}/`],
      id_token_signed_response_alg: kind.alg,
    }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: kind.alg, kid: key }] },
    cookies: { keys: ["a key of the tests"], names: { session: `${key}_session`, interaction: `${key}_at`, resume: `${key}_resume` } },
    claims: { openid: ["sub"], profile: [school, affiliation, name], acr: null },
    acrValues: [MFA],
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => about(id) }),
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  });
}

function settings(key, { name, claims }, issuer) {
  return `
[[provider]]
key = "${key}"
name = "${name}"
issuer = "${issuer}"
client_id = "kansrijk"
client_secret = "${SECRET}"
[provider.claims]
school = "${claims.school}"
affiliation = "${claims.affiliation}"
name = "${claims.name}"
[provider.schools]
"${SCHOOL.home}" = "${SCHOOL.code}"
`;
}
