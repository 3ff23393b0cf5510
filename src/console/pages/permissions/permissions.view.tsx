import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Empty } from '../../html/parts/empty.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { PermissionListDto, PermissionPageDto } from './permission.dto.js';

const columns: readonly Column<PermissionPageDto>[] = [
  {
    title: 'Permission',
    cell: (permission) => (
      <>
        <code>{permission.Name}</code> {!permission['Built In'] && <Badge tone="good">your own</Badge>}
      </>
    ),
  },
  { title: 'Lets its holder', cell: ({ Description }) => Description },
];

const heldBy: Column<PermissionPageDto> = {
  title: 'Roles that hold it',
  cell: ({ Roles }) =>
    Roles?.map(({ id, Name, _links }, i) => (
      <>
        {i > 0 && ', '}
        <a key={id} href={_links['self']?.href}>
          {Name}
        </a>
      </>
    )),
};

export const PermissionsView = ({ model: { items, _links } }: { model: PermissionListDto }) => {
  const create = _links['create']?.href;
  return (
    <Page
      title="Permissions"
      about="What can be allowed: what this server knows itself, and what you have registered for services of your own."
      actions={create && <a role="button" href={create}>Register a permission</a>}
    >
      <Table caption="Permissions" columns={items.some(({ Roles }) => Roles) ? [...columns, heldBy] : columns} rows={items} rowId={({ id }) => id} empty={<Empty title="No permissions" />} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const PermissionFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/permission');
  return (
    <Page title="Register a permission" up={{ label: 'Permissions', href: path }} call={{ method: 'POST', body: { Name: 'billing:invoice.pay', Description: 'Pay invoices' } }}>
      <ModelForm model={model} submit="Register it" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};
