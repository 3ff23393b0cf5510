import { Badge, type Tone } from '../../html/parts/badge.js';
import { Confirm } from '../../html/parts/confirm.js';
import { Empty } from '../../html/parts/empty.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { type Column, Pager, Table } from '../../html/parts/table.js';
import { Time } from '../../html/parts/time.js';
import type { GroupDetailDto, MemberPageDto } from './group.dto.js';
import { GroupTabs } from './group-tabs.js';

const tones: Readonly<Record<string, Tone>> = { active: 'good', invited: 'warn', disabled: 'bad' };

const columns: readonly Column<MemberPageDto>[] = [
  { title: 'Name', cell: ({ Name, _links }) => <a href={_links['self']?.href}>{Name}</a> },
  { title: 'Login', cell: ({ Login }) => Login },
  { title: 'State', cell: ({ State }) => <Badge tone={tones[State]}>{State}</Badge> },
  { title: 'Member since', cell: ({ Created }) => <Time at={Created} shows="both" /> },
  {
    title: 'Take out',
    cell: ({ Name, _links: { remove } }) =>
      remove && (
        <Confirm label="Take out" action={remove.href} yes="Take out of the group" mild>
          <p>What {Name} holds through the group is gone with the next call.</p>
        </Confirm>
      ),
  },
];

export const GroupView = ({ model }: { model: GroupDetailDto }) => (
  <GroupTabs group={model} current="members">
    <Table
      caption="Members"
      columns={columns}
      rows={model.items}
      rowId={({ id }) => id}
      empty={
        <Empty title="Nobody is in this group">
          <p>Add somebody by login below.</p>
        </Empty>
      }
    />
    <Pager next={model._links['next']?.href} />
    {model.addMember && (
      <section>
        <h2>Add a member</h2>
        <ModelForm model={model.addMember} submit="Add to the group" />
      </section>
    )}
    <Changes of={model} />
  </GroupTabs>
);

const Changes = ({ of: { Name, _links: { update, delete: deletion } } }: { of: GroupDetailDto }) => {
  if (!update && !deletion) return null;
  return (
    <section>
      <h2>Name and removal</h2>
      {update && (
        <Form action={update.href} submit="Rename" class="form">
          <TextField label="Name" required value={Name} maxLength={100} hint="Must be unique in the organisation" />
        </Form>
      )}
      {deletion && (
        <Confirm label="Delete" action={deletion.href} yes="Delete the group">
          <p>Its members stay in the organisation; what they hold through the group is gone with their next call. This cannot be undone.</p>
        </Confirm>
      )}
    </section>
  );
};
