import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Form } from '../../html/parts/form.js';
import { type Column, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { ProfileSessionDto, ProfileTokensDto, SecurityPageDto } from './profile.dto.js';
import { ProfileKeyPanel } from './profile-key.view.js';
import { profileTabs } from './profile-tabs.js';
import { programName } from './program-name.js';

export const SecurityView = ({ model }: { model: SecurityPageDto }) => (
  <Page title="Security" about="What lets you in, and what acts for you." tabs={profileTabs(useOrganisation(), 'Security')} call={{ person: true }}>
    <ProfileKeyPanel model={model} />
    <Secrets model={model} />
    <Sessions model={model} />
    <Tokens tokens={model.Tokens} />
  </Page>
);

/** How one signs in. */
export const Secrets = ({ model }: { model: Pick<SecurityPageDto, 'Second Factor' | '_links'> }) => {
  const { Enabled, 'Enabled Since': since, 'Recovery Codes Left': left } = model['Second Factor'];
  return (
    <section class="panel">
      <h2>Signing in</h2>
      <p>
        Second factor: {Enabled ? <Badge tone="good">on</Badge> : <Badge tone="warn">off</Badge>}{' '}
        {Enabled ? (
          <>
            since <Time at={since} />, {left === 1 ? 'one recovery code' : `${left} recovery codes`} left.
          </>
        ) : (
          'Whoever learns your password is in. An app that shows codes prevents that.'
        )}
      </p>
      <div class="actions">
        <a role="button" class="outline" href={model._links['password']?.href}>
          Change the password
        </a>
        <a role="button" class="outline" href={model._links['second-factor']?.href}>
          {Enabled ? 'Second factor' : 'Switch the second factor on'}
        </a>
      </div>
    </section>
  );
};

const sessionColumns: readonly Column<ProfileSessionDto>[] = [
  { title: 'With', cell: ({ Program, Current }) => <><span title={Program}>{programName(Program)}</span> {Current && <Badge tone="good">this one</Badge>}</> },
  { title: 'From', cell: ({ Address }) => <code>{Address}</code> },
  { title: 'Last seen', cell: (session) => <Time at={session['Last Seen']} shows="both" /> },
  { title: 'Signed in', cell: ({ Created }) => <Time at={Created} shows="both" /> },
  { title: 'Ends', cell: ({ Expires }) => <Time at={Expires} shows="both" /> },
  { title: 'Action', end: true, cell: ({ _links }) => <Form action={_links['end']?.href ?? ''} class="in-row"><button type="submit" class="outline secondary">Sign out</button></Form> },
];

/** Where one is signed in. */
export const Sessions = ({ model }: { model: Pick<SecurityPageDto, 'Sessions' | '_links'> }) => {
  const others = model._links['end-other-sessions']?.href;
  return (
    <section>
      <div class="section-head">
        <h2>Sessions</h2>
        {others !== undefined && (
          <Form action={others} class="in-row">
            <button type="submit" class="outline">
              Sign out everywhere else
            </button>
          </Form>
        )}
      </div>
      <Table caption="Where you are signed in" columns={sessionColumns} rows={model.Sessions} rowId={({ id }) => id} empty={<p>You are signed in nowhere.</p>} />
    </section>
  );
};

const tokenColumns: readonly Column<ProfileTokensDto>[] = [
  { title: 'Key', cell: ({ 'Key Name': name, _links }) => <a href={_links['key']?.href}>{name}</a> },
  { title: 'May do', cell: ({ Permissions }) => (Permissions === null ? 'all that the key may' : Permissions.join(', ')) },
  { title: 'Got', cell: ({ Created }) => <Time at={Created} shows="both" /> },
  { title: 'Last renewed', cell: ({ Refreshed }) => <Time at={Refreshed} shows="both" never="not yet" /> },
  { title: 'Ends unless renewed', cell: ({ Expires }) => <Time at={Expires} shows="both" /> },
  { title: 'Action', end: true, cell: ({ _links }) => <Form action={_links['end']?.href ?? ''} class="in-row"><button type="submit" class="outline secondary">End</button></Form> },
];

const Tokens = ({ tokens }: { tokens: readonly ProfileTokensDto[] }) => (
  <section>
    <h2>Tokens in use</h2>
    <Table
      caption="What your keys were exchanged for"
      columns={tokenColumns}
      rows={tokens}
      rowId={({ id }) => id}
      empty={<p class="empty">No tokens: none of your keys was exchanged for tokens that go on. Programs that exchange a key for access and refresh tokens stand here.</p>}
    />
  </section>
);
