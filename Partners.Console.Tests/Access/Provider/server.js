// A certified identity provider on this machine, for the sign-in tests. It prints its address when ready, signs anyone in under the name
// they type, and obeys POST /control: who has which roles, how long ago they proved who they are, new keys.

import { randomUUID, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const people = new Map();
let client = 'http://127.0.0.1:1';
let provedSecondsAgo = 0;
let keys = newKeys();
let provider;
let answer;

function newKeys() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }] };
}

// Each change makes a new provider. What it remembers of people and sessions is kept outside, and survives.
function begin(issuer) {
  provider = new Provider(issuer, {
    jwks: keys,
    cookies: { keys: ['only-for-tests'] },
    scopes: ['openid', 'profile', 'email', 'roles'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], roles: ['roles'] },
    clients: [{
      client_id: 'partners',
      client_secret: 'only-for-tests',
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`${client}/signin-oidc`],
      post_logout_redirect_uris: [`${client}/signout-callback-oidc`],
      backchannel_logout_uri: `${client}/signout-backchannel`,
      backchannel_logout_session_required: true,
    }],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      // The library's own pages load a font from elsewhere.
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => { context.body = page(`<h1>Sign out?</h1>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`); },
        postLogoutSuccessSource: (context) => { context.body = page('<h1>Signed out there</h1>'); },
      },
    },
    interactions: { url: (_, interaction) => `/login/${interaction.uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, email: `${id}@dembrane.example`, roles: people.get(id) ?? [] }),
    }),
    // No one is asked to consent to this console.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: 'partners', accountId: context.oidc.session.accountId });
      grant.addOIDCScope('openid profile email roles');
      await grant.save();
      return grant;
    },
  });
  answer = provider.callback();
}

function page(body) {
  return `<!DOCTYPE html><html lang="en"><title>Provider</title>${body}</html>`;
}

async function read(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

async function control(request, response) {
  const said = JSON.parse(await read(request));
  for (const [name, roles] of Object.entries(said.roles ?? {})) people.set(name, roles);
  provedSecondsAgo = said.provedSecondsAgo ?? provedSecondsAgo;
  client = said.client ?? client;
  if (said.newKeys) keys = newKeys();
  begin(provider.issuer);
  response.writeHead(204).end();
}

async function login(request, response) {
  if (request.method === 'POST') {
    const accountId = new URLSearchParams(await read(request)).get('name');
    const ts = Math.floor(Date.now() / 1000) - provedSecondsAgo;
    await provider.interactionFinished(request, response, { login: { accountId, ts } });
    return;
  }

  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page('<h1>Who are you?</h1><form method="post"><label>Name <input name="name"></label><button>Continue</button></form>'));
}

const server = createServer((request, response) => {
  const work = request.url === '/control' ? control(request, response)
    : request.url.startsWith('/login/') ? login(request, response)
      : answer(request, response);
  Promise.resolve(work).catch((fault) => response.writeHead(500).end(String(fault)));
});

server.listen(0, '127.0.0.1', () => {
  const address = `http://localhost:${server.address().port}`;
  begin(address);
  console.log(`Listening on ${address}`);
});

// Exits when the tests exit, however they end.
process.stdin.on('end', () => process.exit()).resume();
