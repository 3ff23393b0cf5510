import { Confirm } from '../../html/parts/confirm.js';
import { useReturned } from '../../html/parts/form.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { FormModel } from '../../model/form-model.js';
import type { HeldRoleDto } from './held-role.dto.js';

const kindWords = { user: 'user', group: 'group', 'api-key': 'service key' } as const;

const role: Column<HeldRoleDto> = { title: 'Role', cell: (held) => <a href={held._links['role']?.href}>{held['Role Name']}</a> };

const where: Column<HeldRoleDto> = {
  title: 'Where',
  cell: (held) => {
    const workspace = held._links['workspace']?.href;
    return workspace === undefined ? 'the organisation as a whole' : <a href={workspace}>{held['Workspace Name']}</a>;
  },
};

const holder: Column<HeldRoleDto> = {
  title: 'Who',
  cell: (held) => (
    <>
      <a href={held._links['holder']?.href}>{held['Holder Name']}</a> <span class="faint">{kindWords[held['Holder Kind']]}</span>
    </>
  ),
};

const since: Column<HeldRoleDto> = { title: 'Since', cell: ({ Created }) => <Time at={Created} shows="both" /> };

const withdraw: Column<HeldRoleDto> = {
  title: 'Take away',
  cell: (held) => {
    const action = held._links['withdraw']?.href;
    if (action === undefined) return '';
    return (
      <Confirm label="Take away" action={action} yes="Take it away" mild>
        <p>{`From the next call on, ${held['Holder Name']} no longer holds ${held['Role Name']} there.`}</p>
      </Confirm>
    );
  },
};

interface HeldProps {
  readonly held: readonly HeldRoleDto[];
  /** Said when there is none. */
  readonly empty: string;
}

/** What one user, group or key holds. */
export const RolesOfHolder = ({ held, empty }: HeldProps) => (
  <Table caption="Roles" columns={[role, where, since, withdraw]} rows={held} rowId={({ id }) => id} empty={<p class="faint">{empty}</p>} />
);

/** Who holds one role. */
export const HoldersOfRole = ({ held, empty }: HeldProps) => (
  <Table caption="Holders" columns={[holder, where, since, withdraw]} rows={held} rowId={({ id }) => id} empty={<p class="faint">{empty}</p>} />
);

/** Who holds which role in one workspace. */
export const HoldersInWorkspace = ({ held, empty }: HeldProps) => (
  <Table caption="Who holds which role here" columns={[holder, role, since, withdraw]} rows={held} rowId={({ id }) => id} empty={<p class="faint">{empty}</p>} />
);

/** Opens a form of a model below a button. */
export const OpensForm = ({ form, label, submit }: { form: FormModel; label: string; submit: string }) => (
  <details class="confirm" open={useReturned(form._links['submit']?.href ?? '') !== null}>
    <summary role="button" class="outline secondary">{`${label}…`}</summary>
    <ModelForm model={form} submit={submit} />
  </details>
);
