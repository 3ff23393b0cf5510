import { Injectable } from '@nestjs/common';
import { type Member, mayAt, namesOf, reach } from '../../../access/index.js';
import { PermissionsService } from '../../../features/permissions/index.js';
import { permissionsOf, type Role, RolesRepository } from '../../../features/roles/index.js';
import { invalid } from '../../../platform/http/index.js';
import type { SentValues, Unseen } from '../../faces/face.interceptor.js';
import { withModes } from '../../model/form-modes.js';
import { labelOf } from '../../model/labels.js';

/** The member of the page's form that says after which role its boxes were ticked. */
export const tickedAfter = '_from';

const basedOn = labelOf('basedOnRoleId');
const permissions = labelOf('permissions');

/** What was sent, if it is the page's form. */
export const sentFromPage = (body: unknown): SentValues | null => (typeof body === 'object' && body !== null && '_token' in body ? (body as SentValues) : null);

/** The page ticks what the base holds by the label of its field: under another name nothing would be ticked, and the role would be empty. @throws 400 */
export function demandOwnNames(sent: SentValues): void {
  const field = 'basedOnRoleId';
  if (field in sent) throw invalid([{ field, message: `is no member of this form, which calls it "${basedOn}"; programs send no _token` }]);
}

const whole = { workspaceId: null };

const ticked = (sent: SentValues): string[] => [(withModes(sent) as SentValues)[permissions] ?? []].flat();
export const chosen = (sent: SentValues, member = basedOn): string => [sent[member] ?? ''].flat()[0] ?? '';

/** `base`: after which these are ticked. */
function withTicked(sent: SentValues, names: readonly string[], base: Role | null): SentValues {
  const { [`_${permissions}*`]: _, ...rest } = sent;
  return { ...rest, [permissions]: [...new Set(names)], [tickedAfter]: base ? String(base.id) : '' };
}

/** `added`: what of the base was not ticked before. */
function sentence({ name }: Role, added: readonly string[]): string {
  const told = added.length === 0 ? `${name} holds nothing that you can give and have not ticked` : `${added.toSorted().join(', ')} of ${name} ${added.length === 1 ? 'is' : 'are'} ticked now`;
  return `Nothing is created yet: look again. ${told}. The new role will hold exactly what is ticked; untick what it should not hold, and create it.`;
}

/** What a new role takes from the one it is based on. */
@Injectable()
export class RoleBase {
  constructor(
    private readonly roles: RolesRepository,
    private readonly catalogue: PermissionsService,
  ) {}

  /** For whoever may see roles; what is no id is none. */
  async seen(caller: Member, id: string): Promise<Role | null> {
    return reach(caller, 'role.read') === 'none' ? null : this.find(caller, id);
  }

  /** What the base holds of what there is now: of an open-ended one, nothing that comes later. */
  private async held(caller: Member, base: Role): Promise<string[]> {
    return namesOf(permissionsOf(base), (await this.catalogue.catalogue(caller.organisation.id)).map(({ name }) => name));
  }

  /** The part of it that the caller can give, and the rest. */
  async parts(caller: Member, base: Role | null): Promise<{ givable: string[]; others: string[] }> {
    const { true: givable = [], false: others = [] } = Object.groupBy(base ? await this.held(caller, base) : [], (name) => String(mayAt(caller, name, whole)) as 'true' | 'false');
    return { givable, others };
  }

  /**
   * The form with what the chosen base holds ticked besides, when its boxes were not ticked after that one: what is ticked is
   * what the new role gets, so it has to be seen. null: it was, or there is no base that the caller may see.
   */
  async unseen(caller: Member, body: unknown): Promise<Unseen | null> {
    const sent = sentFromPage(body);
    const base = sent && chosen(sent) !== chosen(sent, tickedAfter) ? await this.seen(caller, chosen(sent)) : null;
    if (!sent || !base) return null;
    const [before, { givable }] = [ticked(sent), await this.parts(caller, base)];
    return { values: withTicked(sent, [...before, ...givable], base), says: sentence(base, givable.filter((name) => !before.includes(name))) };
  }

  /** The form with the permissions of the chosen base ticked, instead of those of the one before. */
  async filled(caller: Member, sent: SentValues): Promise<SentValues> {
    const [before, base] = [await this.seen(caller, chosen(sent, tickedAfter)), await this.seen(caller, chosen(sent))];
    const former = (await this.parts(caller, before)).givable;
    const own = ticked(sent).filter((name) => !former.includes(name));
    return withTicked(sent, [...own, ...(await this.parts(caller, base)).givable], base);
  }

  private async find({ organisation }: Member, id: string): Promise<Role | null> {
    return /^[1-9]\d{0,8}$/.test(id) ? this.roles.find(organisation.id, Number(id)) : null;
  }
}
