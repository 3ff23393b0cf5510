import { useField } from '../../html/parts/fields.js';
import { useSubmitted } from '../../html/parts/form.js';
import { wordOf } from '../../model/words.js';
import { useOrganisation } from '../../html/context/context.js';
import { pagePath } from '../../model/links.js';
import type { MatrixCellDto, MatrixDto, MatrixRoleDto } from './matrix.dto.js';

interface MatrixFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly matrix: MatrixDto;
}

/** Roles across, places down: a box for each that can be given or is held. */
export const MatrixField = ({ label, hint, matrix: { roles, permissions, rows, others, cut } }: MatrixFieldProps) => {
  const { errors } = useField(label);
  const submitted = useSubmitted();
  const sent = submitted && new Set([submitted.values[label] ?? []].flat());
  const isTicked = ({ id, held }: MatrixCellDto) => (sent ? sent.has(id) : held);
  return (
    <fieldset class="choices">
      <legend>{wordOf(label)}</legend>
      <small class="hint">{hint}</small>
      {errors.map((error) => (
        <small class="field-error" key={error}>
          {error}
        </small>
      ))}
      <input type="hidden" name={label} value="" />
      {others.map((id) => (
        <input key={id} type="hidden" name={label} value={id} />
      ))}
      <div class="matrix" tabIndex={0} role="group" aria-label={wordOf(label)}>
        <table>
          <thead>
            <tr>
              <th scope="col">Where</th>
              {roles.map((role) => (
                <th key={role.id} scope="col">
                  <RoleName role={role} permissions={permissions} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.Workspace}>
                <th scope="row">{row.Name}</th>
                {roles.map((role) => {
                  const cell = row.cells.find((each) => each.Role === role.id);
                  return <td key={role.id}>{cell && <Cell label={label} cell={cell} ticked={isTicked(cell)} says={`${role.Name} in ${row.Name}`} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(cut || others.length > 0) && <small class="hint">There are more workspaces or roles than fit here: what it holds there stays, and the API gives more.</small>}
    </fieldset>
  );
};

/** Its name, which unfolds to what it permits. */
const RoleName = ({ role: { id, Name, Permissions }, permissions }: { role: MatrixRoleDto; permissions: MatrixDto['permissions'] }) => {
  const here = useOrganisation();
  if (Permissions === null) return <>{Name}</>;
  return (
    <details>
      <summary>{Name}</summary>
      <div tabIndex={0} role="region" aria-label={`What ${Name} permits`}>
        {Permissions.length === 0 && 'It permits nothing.'}
        <ul>
          {permissions.map(
            ({ value, description }) =>
              Permissions.includes(value) && (
                <li key={value}>
                  <code>{value}</code> <small>{description}</small>
                </li>
              ),
          )}
        </ul>
        <a href={pagePath(here, 'organisation/role', id)}>Go to the role</a>
      </div>
    </details>
  );
};

/** What is held can be taken away by whoever may change the key; what is not, only given by those who hold it. */
const Cell = ({ label, cell: { id, held, givable }, ticked, says }: { label: string; cell: MatrixCellDto; ticked: boolean; says: string }) => (
  <input type="checkbox" name={label} value={id} checked={ticked} disabled={!givable && !held} aria-label={says} title={givable || held ? says : `${says}: you do not hold all of it`} />
);
