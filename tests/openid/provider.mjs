// A real OpenID provider on loopback, for tests. Told in its one argument (JSON) who may come to it;
// ends when its standard input ends.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const told = JSON.parse(process.argv[2]);
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: told.client_id,
      client_secret: told.client_secret,
      token_endpoint_auth_method: told.client_secret ? 'client_secret_basic' : 'none',
      redirect_uris: [told.redirect_uri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !told.claims_in_id_token,
    cookies: { keys: ['of tests alone'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.com`,
        email_verified: !id.startsWith('unsure'),
        name: `Person ${id}`,
      }),
    }),
  });
  server.on('request', provider.callback());
  console.log(`listening on ${issuer}`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
