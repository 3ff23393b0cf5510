import type { RoleDetailDto } from './role.dto.js';

/** What the page of a role lets one change. */
export const roleValues = ({ Name, items }: RoleDetailDto) => ({ name: Name, permissions: items.filter(({ Held }) => Held).map(({ Permission }) => Permission) });
