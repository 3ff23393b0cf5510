import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { systemActor } from '../features/audit/index.js';
import { CreateOrganisationRequest, FoundingService, SetUp } from '../features/founding/index.js';
import { OrganisationsRepository } from '../features/organisations/index.js';
import { CreateUserRequest } from '../features/users/index.js';
import { type BootstrapConfig, type Config, ConfigError } from '../platform/config/index.js';

const howToBegin = `
The database is empty. Make the first organisation and your account at

  {url}/setup#{code}

(what stands behind the # is the set-up code: it is good until that is done). Without a browser, stop the server and start it once with

  BOOTSTRAP_ORGANISATION=megacorp BOOTSTRAP_ADMIN_LOGIN=ada \\
  BOOTSTRAP_ADMIN_EMAIL=ada@megacorp.example BOOTSTRAP_ADMIN_PASSWORD='a long phrase of your own' npm start

Then sign in:

  curl -c cookies -H 'Content-Type: application/json' \\
    -d '{"login":"ada","password":"a long phrase of your own"}' {url}/api/v1/sessions
`;

/** Fills an empty database as the environment says; answers what to tell the person at the terminal. */
export async function bootstrap(app: NestFastifyApplication, { bootstrap: settings, publicUrl }: Config): Promise<string> {
  if (await app.get(OrganisationsRepository, { strict: false }).any()) return '';
  if (!settings) return howToBegin.replaceAll('{url}', publicUrl).replace('{code}', app.get(SetUp, { strict: false }).code());
  demandValid(settings);
  const { organisation, login, email, password } = settings;
  const founding = app.get(FoundingService, { strict: false });
  const made = await founding.bootstrap(systemActor, organisation, { login, email, password, displayName: login });
  return made ? `Made the organisation ${made.slug} (${made.id}); sign in as ${login}.\n` : '';
}

function demandValid({ organisation, login, email, password }: BootstrapConfig): void {
  const wrong = [
    ...validateSync(plainToInstance(CreateOrganisationRequest, { slug: organisation, name: organisation })),
    ...validateSync(plainToInstance(CreateUserRequest, { login, email, password, displayName: login })),
  ];
  const names: Record<string, string> = {
    slug: 'BOOTSTRAP_ORGANISATION',
    login: 'BOOTSTRAP_ADMIN_LOGIN',
    email: 'BOOTSTRAP_ADMIN_EMAIL',
    password: 'BOOTSTRAP_ADMIN_PASSWORD',
  };
  const lines = wrong
    .filter(({ property }) => property in names)
    .map(({ property, constraints }) => `${names[property]}: ${Object.values(constraints ?? {})[0]?.replace(`${property} `, '')}`);
  if (lines.length > 0) throw new ConfigError(lines);
}
