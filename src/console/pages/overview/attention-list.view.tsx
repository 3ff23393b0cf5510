import { isAttentionKind } from '../../../features/overview/index.js';
import { useOrganisation, usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import { pagePath } from '../../model/links.js';
import type { ApiKeyListDto, ApiKeyPageDto } from '../api-keys/api-key.dto.js';
import { PermissionsOf } from '../api-keys/key-words.js';
import { attentionWords } from './attention-words.js';

const columns: readonly Column<ApiKeyPageDto>[] = [
  { title: 'Name', cell: ({ Name, _links }) => <a href={_links['self']?.href}>{Name}</a> },
  { title: 'Owner', cell: (key) => key['Owner Name'] ?? <span class="faint">the organisation</span> },
  { title: 'May do', cell: (key) => <PermissionsOf of={key} /> },
  { title: 'Last used', cell: (key) => <Time at={key['Last Used']} /> },
  { title: 'Ends', cell: ({ Expires }) => <Time at={Expires} shows="both" /> },
  { title: 'Created', cell: ({ Created }) => <Time at={Created} /> },
];

export const AttentionListView = ({ model: { items, _links } }: { model: ApiKeyListDto }) => {
  const home = useOrganisation();
  const kind = usePage().path.split('?')[0]?.replace(/\/$/, '').split('/').at(-1) ?? '';
  const { title, advice } = isAttentionKind(kind) ? attentionWords[kind] : { title: 'Keys that need attention', advice: '' };
  return (
    <Page title={title} up={{ label: home.name, href: pagePath(home) }} about={advice}>
      <Table
        caption={title}
        columns={columns}
        rows={items}
        rowId={({ id }) => id}
        empty={
          <Empty title="There are none">
            <p>No active key needs attention for this any more.</p>
          </Empty>
        }
      />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};
