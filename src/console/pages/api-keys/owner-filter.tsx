import { FixedFilter } from '../../html/parts/filters.js';
import type { Links } from '../../model/links.js';
import type { KeyOwnerDto } from './api-key.dto.js';

interface OwnerFilterProps {
  readonly owner: KeyOwnerDto | null;
  readonly links: Links;
  readonly label?: string;
}

/** Whose alone are listed, where a list is narrowed to one user. */
export const OwnerFilter = ({ owner, links, label = 'Owner' }: OwnerFilterProps) =>
  owner && <FixedFilter name="owner" value={owner.id} label={label} says={owner.name ?? `user ${owner.id}`} remove={links['every-owner']?.href} />;
