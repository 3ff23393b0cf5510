import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Confirm } from '../../html/parts/confirm.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { Form } from '../../html/parts/form.js';
import { MailAddress } from '../../html/names/mail-address.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { AccountListDto, AccountPageDto } from './account.dto.js';

const tones = { active: 'good', invited: 'warn', disabled: 'bad' } as const;

const columns: readonly Column<AccountPageDto>[] = [
  { title: 'Login', cell: ({ Login, Operator }) => <><strong>{Login}</strong> {Operator && <Badge>operator</Badge>}</> },
  { title: 'E-mail', cell: ({ Email }) => <MailAddress text={Email} /> },
  { title: 'State', cell: ({ State }) => <Badge tone={tones[State]}>{State}</Badge> },
  { title: 'Second factor', cell: (account) => (account['Second Factor'] ? <Badge tone="good">on</Badge> : <Badge>off</Badge>) },
  { title: 'Made', cell: ({ Created }) => <Time at={Created} shows="both" /> },
  { title: 'Action', end: true, cell: (account) => <Actions of={account} /> },
];

const Actions = ({ of: { Login, _links } }: { of: AccountPageDto }) => {
  const { disable, enable, 'reset-second-factor': reset } = _links;
  return (
    <div class="buttons buttons-end">
      {enable && <Form action={enable.href} submit="Enable" />}
      {reset && (
        <Confirm label="Reset the second factor" action={reset.href} yes={`Take it away from ${Login}`}>
          <p>For somebody who has lost the app and the recovery codes: make sure that it is {Login} who asks. The password alone lets in then, and all sessions and tokens of {Login} end.</p>
        </Confirm>
      )}
      {disable && (
        <Confirm label="Disable" action={disable.href} yes={`Disable ${Login}`}>
          <p>
            No session, key or token of {Login} is let in anywhere, in no organisation, until the account is enabled again.
          </p>
        </Confirm>
      )}
    </div>
  );
};

const NoAccounts = () =>
  useIsNarrowed() ? (
    <Empty title="Nobody found">
      <p>No account here matches what you are looking for.</p>
    </Empty>
  ) : (
    <Empty title="No more accounts">
      <p>Whoever is invited to an organisation gets one.</p>
    </Empty>
  );

export const AccountsView = ({ model: { items, _links } }: { model: AccountListDto }) => (
  <Page title="Accounts" about="Everybody who can sign in at this server, whatever organisations they are in. What somebody may do is for their organisation to say.">
    <Filters>
      <SearchFilter label="Search by login or e-mail" />
    </Filters>
    <Table
      caption="Accounts"
      columns={columns}
      rows={items}
      rowId={({ id }) => id}
      empty={<NoAccounts />}
    />
    <Pager next={_links['next']?.href} />
  </Page>
);
