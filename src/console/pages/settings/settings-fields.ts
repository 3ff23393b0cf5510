import type { OrganisationDto } from '../../../features/organisations/index.js';
import { type Field, type FieldDto, formFields } from '../../model/form-model.js';

/** What each setting means, in a sentence. */
const settings: readonly Field[] = [
  { name: 'name', type: 'text', required: true, maxLength: 100, hint: 'How people read it everywhere. Addresses and programs go by another name, which stays' },
  {
    name: 'keyCreation',
    type: 'choice',
    required: true,
    hint: 'Keys that exist go on. Whom it is enabled for is said on the pages of users and groups; holders of the super role always may',
    options: [
      { value: 'everyone', description: 'Everybody' },
      { value: 'enabled', description: 'Only those for whom it is enabled' },
    ],
  },
  {
    name: 'profileKeys',
    type: 'choice',
    required: true,
    hint: 'The one key that each person can have in the profile. Frozen, none is generated or renewed any more; those that exist go on',
    options: [
      { value: 'open', description: 'Open: people generate and renew their own' },
      { value: 'frozen', description: 'Frozen' },
    ],
  },
  {
    name: 'queryCredential',
    type: 'flag',
    required: true,
    hint: 'Whether a key is taken from the address of a call (?apiToken=…). Addresses stay in logs and histories, and the key with them: refuse that if all your programs can send a header',
  },
  {
    name: 'requireSecondFactor',
    type: 'flag',
    required: true,
    hint: 'Whether people who sign in are let in only with a second factor, from their next request on, wherever they are signed in already. Keys and tokens are not asked for one. Who requires it has one',
  },
];

/** With what they are now. */
export const settingsFields = (now: OrganisationDto): FieldDto[] =>
  formFields(settings, Object.fromEntries(settings.map(({ name }) => [name, { value: now[name as 'name' | 'requireSecondFactor'] }])));

/** What the form of the page changes. */
export const settingsValues = ({ name, keyCreation, profileKeys, queryCredential }: Pick<OrganisationDto, 'name' | 'keyCreation' | 'profileKeys' | 'queryCredential'>) => ({ name, keyCreation, profileKeys, queryCredential });
