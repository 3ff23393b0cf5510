import { type Member, refusal } from '../../../access/index.js';
import { unknownField } from '../octane.errors.js';
import type { Selection } from '../query/selection.js';
import type { Field, Resource } from './resource.js';

/** A member of the entities in an answer. */
export interface ShapeMember {
  readonly name: string;
  readonly field: Field;
  /** References only: what is shown of the entities referred to. */
  readonly nested: Shape | null;
}

/** What is shown of the entities of a resource, in order. */
export interface Shape {
  readonly resource: Resource;
  readonly members: readonly ShapeMember[];
  /** Nothing but what a reference says by itself. */
  readonly isBare: boolean;
}

const bare = ['type', 'id'];

/** The field of a resource. @throws 400 when it has none of that name. */
export function fieldOf({ fields, type }: Resource, name: string): Field {
  const field = fields.get(name.toLowerCase());
  if (!field) throw unknownField(`${type} has no field ${name}`);
  return field;
}

/** @throws 403 when the caller may not see the members of these entities. */
export function demandSight(resource: Resource, caller: Member): void {
  const missing = resource.missing(caller);
  if (missing !== null) throw refusal(caller, [missing]);
}

/** The shape of the entities of a collection; `selection` null: what it shows when nothing is said. */
export function shapeOf(resource: Resource, selection: Selection | null, caller: Member): Shape {
  if (!selection) return shape(resource, resource.shown, null, caller);
  const asked = [...selection.keys()].filter((name) => !bare.includes(name) && !resource.always.includes(name));
  return shape(resource, [...bare, ...asked, ...resource.always], selection, caller);
}

function shape(resource: Resource, names: readonly string[], selection: Selection | null, caller: Member): Shape {
  const members = names.map((name) => {
    const field = fieldOf(resource, name);
    const nested = selection?.get(name) ?? null;
    if (field.kind === 'reference' || field.kind === 'references') return { name, field, nested: referenceShape(field.to(), nested, caller) };
    if (nested) throw unknownField(`${resource.type}.${name} refers to nothing that has fields`);
    return { name, field, nested: null };
  });
  return { resource, members, isBare: names.every((name) => bare.includes(name)) };
}

/** Unasked, a reference shows no more than the caller may see; what is asked for and may not be seen is refused. */
function referenceShape(resource: Resource, selection: Selection | null, caller: Member): Shape {
  if (!selection) return shape(resource, resource.missing(caller) === null ? resource.asReference : bare, null, caller);
  const asked = [...selection.keys()].filter((name) => !bare.includes(name));
  if (asked.length > 0) demandSight(resource, caller);
  return shape(resource, [...bare, ...asked], selection, caller);
}
