import type { DocumentBuilder } from '@nestjs/swagger';

/** Every way in which a request may carry a credential; each of them works on every operation. */
export function addSecuritySchemes(builder: DocumentBuilder): DocumentBuilder {
  return builder
    .addSecurity('xApiKey', { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key. The simplest to try: paste the key.' })
    .addSecurity('bearer', { type: 'http', scheme: 'bearer', description: 'An access token; an API key is taken here too.' })
    .addSecurity('basic', { type: 'http', scheme: 'basic', description: "A service key's client id and secret." })
    .addSecurity('apiKey', { type: 'apiKey', in: 'header', name: 'Authorization', description: 'The word `Api-Key`, a blank and an API key.' })
    .addSecurity('apiToken', { type: 'apiKey', in: 'header', name: 'Authorization', description: 'The word `apiToken`, a blank and an API key.' })
    .addSecurity('apiTokenQuery', {
      type: 'apiKey',
      in: 'query',
      name: 'apiToken',
      description: 'An API key in the address: for clients that can do no better. Organisations can switch it off.',
    })
    .addSecurity('session', { type: 'apiKey', in: 'cookie', name: 'latchkey_session', description: 'The session of a signed-in person (`__Host-latchkey_session` on https).' });
}
