import { Authenticator, expectStatus } from '../harness/index.js';
import type { Behind, Door } from './doors.js';
import { chosenSecret, type Subject } from './subject.js';

/** One way of losing power. */
export interface Loss {
  readonly name: string;
  readonly happens: (subject: Subject) => Promise<unknown>;
  /** Behind these nothing is accepted any more, whatever is asked. */
  readonly ends?: readonly Behind[];
  /** These live on, and may do nothing any more. */
  readonly empties?: readonly Behind[];
}

const key: Behind[] = ['key', 'key tokens'];
const profile: Behind[] = ['profile key', 'incorta pair'];
const service: Behind[] = ['service key', 'service tokens'];
/** All that acts for the person in this organisation. */
const personal: Behind[] = [...key, ...profile, 'other key', 'person'];

const act = ({ admin, path, key }: Pick<Subject, 'admin' | 'key'> & { path: (rest: string) => string }, action: string, body?: object) =>
  expectStatus(admin.post(path(`api-keys/${key.id}/${action}`), body), 200);
const onKey = (action: string, body?: object) => (subject: Subject) => act({ admin: subject.admin, key: subject.key, path: (rest) => subject.path(rest) }, action, body);
const onService = (action: string) => (subject: Subject) => expectStatus(subject.admin.post(subject.path(`api-keys/${subject.service.id}/${action}`)), 200);
const patchKey = (change: (subject: Subject) => object) => (subject: Subject) => expectStatus(subject.person.session.patch(subject.path(`api-keys/${subject.key.id}`), change(subject)), 200);
const octane = ({ organisationId, service: { id } }: Subject) => `/api/shared_spaces/${organisationId}/api_accesses/${id}`;

export const losses: readonly Loss[] = [
  { name: 'a key revoked', happens: onKey('revoke', { reason: 'leaked' }), ends: key },
  { name: 'a key deactivated', happens: onKey('deactivate'), ends: key },
  { name: 'a key deleted', happens: (subject) => expectStatus(subject.admin.delete(subject.path(`api-keys/${subject.key.id}`)), 200), ends: key },
  {
    name: 'a key revoked at the pages door',
    happens: ({ admin, world, key: { id } }) => expectStatus(admin.with({ accept: 'application/json' }).post(`/org/${world.slug}/organisation/api-key/${id}/revoke/`, {}), 200),
    ends: key,
  },
  {
    name: 'a key expired',
    async happens(subject) {
      await patchKey(({ server }) => ({ expiresAt: new Date(server.clock.now() + 5_000).toISOString() }))(subject);
      subject.server.clock.advance({ seconds: 6 });
    },
    ends: key,
  },
  { name: 'a key narrowed to nothing', happens: patchKey(() => ({ permissions: [] })), empties: key },
  { name: 'a key rotated without overlap', happens: (subject) => expectStatus(subject.person.session.post(subject.path(`api-keys/${subject.key.id}/rotate`), {}), 200), ends: key },
  {
    name: 'a key deactivated and activated again: what was got with it stays ended',
    async happens(subject) {
      await onKey('deactivate')(subject);
      await onKey('activate')(subject);
    },
    ends: ['key tokens'],
  },
  { name: 'a profile key revoked', happens: (subject) => expectStatus(subject.person.session.post(subject.path(`api-keys/${subject.profileKey.id}/revoke`), {}), 200), ends: profile },
  { name: 'a profile key rotated', happens: (subject) => expectStatus(subject.person.session.post(subject.path(`api-keys/${subject.profileKey.id}/rotate`)), 200), ends: profile },
  { name: 'a service key deactivated', happens: onService('deactivate'), ends: service },
  {
    name: 'a service key deactivated and activated again: its sign-ins and tokens stay ended',
    async happens(subject) {
      await onService('deactivate')(subject);
      await onService('activate')(subject);
    },
    ends: ['service tokens'],
  },
  { name: 'a service key rotated without overlap', happens: onService('rotate'), ends: service },
  { name: 'a service key narrowed to nothing', happens: (subject) => expectStatus(subject.admin.patch(subject.path(`api-keys/${subject.service.id}`), { permissions: [] }), 200), empties: service },
  {
    name: 'a service key expired',
    async happens(subject) {
      const { admin, server, service: { id } } = subject;
      await expectStatus(admin.patch(subject.path(`api-keys/${id}`), { expiresAt: new Date(server.clock.now() + 5_000).toISOString() }), 200);
      server.clock.advance({ seconds: 6 });
    },
    ends: service,
  },
  { name: 'a service key revoked', happens: (subject) => expectStatus(subject.admin.post(subject.path(`api-keys/${subject.service.id}/revoke`), {}), 200), ends: service },
  { name: 'an API access made invalid at the octane door', happens: (subject) => expectStatus(subject.admin.put(octane(subject), { is_valid: false }), 200), ends: service },
  {
    name: 'an API access ended and regenerated with another secret',
    async happens(subject) {
      await expectStatus(subject.admin.put(octane(subject), { is_valid: false }), 200);
      await expectStatus(subject.admin.put(octane(subject), { is_valid: true, client_secret: chosenSecret.toLowerCase().replace('q', 'Q') }), 200);
    },
    ends: service,
  },
  { name: 'a profile key renewed', happens: (subject) => expectStatus(subject.person.session.post(subject.path('profile-key')), 200), ends: ['profile key', 'incorta pair'] },
  {
    name: 'the right to make keys withdrawn: the incorta door closes, keys go on',
    happens: (subject) => expectStatus(subject.admin.put(subject.path('key-rights'), { userIds: [subject.person.id], groupIds: [], enabled: false }), 200),
    ends: ['incorta pair'],
  },
  { name: 'the owner disabled in this organisation', happens: (subject) => expectStatus(subject.admin.patch(subject.path(`users/${subject.person.id}`), { state: 'disabled' }), 200), ends: personal },
  {
    name: 'the owner taken out of the group that holds the role',
    happens: (subject) => expectStatus(subject.admin.delete(subject.path(`groups/${subject.groupId}/members/${subject.person.id}`)), 200),
    empties: personal,
  },
  { name: 'the role taken from the group', happens: (subject) => expectStatus(subject.admin.delete(subject.path(`role-assignments/${subject.assignmentId}`)), 200), empties: personal },
  { name: 'the group deleted', happens: (subject) => expectStatus(subject.admin.delete(subject.path(`groups/${subject.groupId}`)), 200), empties: personal },
  { name: 'the role emptied', happens: (subject) => expectStatus(subject.admin.patch(subject.path(`roles/${subject.roleId}`), { permissions: [] }), 200), empties: [...personal, ...service] },
  { name: 'the workspace deleted', happens: (subject) => expectStatus(subject.admin.delete(subject.path(`workspaces/${subject.workspaceId}`)), 200), empties: [...personal, ...service] },
  { name: 'the organisation disabled', happens: (subject) => expectStatus(subject.admin.patch(`/api/v1/organisations/${subject.world.slug}`, { state: 'disabled' }), 200), ends: [...personal, ...service] },
  {
    name: 'a second factor required of a person who has none: machines go on',
    async happens({ server, world }) {
      const careful = await world.user(['organisation.update']);
      await Authenticator.enrol(careful.session, careful.password, server.clock);
      await expectStatus(careful.session.patch(`/api/v1/organisations/${world.slug}`, { requireSecondFactor: true }), 200);
    },
    ends: ['person'],
  },
  { name: 'the account disabled', happens: (subject) => expectStatus(subject.admin.patch(`/api/v1/accounts/${subject.person.accountId}`, { state: 'disabled' }), 200), ends: [...personal, 'elsewhere'] },
];

/** Whether the door still lets in after the loss. */
export const goesOn = ({ ends = [], empties = [] }: Loss, { behind, needsPower }: Door): boolean => !ends.includes(behind) && !(needsPower && empties.includes(behind));
