import type { Type } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { type Labelled, LabelledType } from './labels.js';
import { LinkedDto, type Links } from './links.js';

/** Members of the native API under their labels, and where one can go from them. */
export type Linked<T> = Labelled<T> & { readonly _links: Links };

/** Its class, for the specification. */
export function LinkedType<T extends object>(native: Type<T>, name: string): Type<Linked<T>> {
  const type = IntersectionType(LabelledType(native, `${name}Members`) as Type<object>, LinkedDto as Type<object>);
  Object.defineProperty(type, 'name', { value: name });
  return type as unknown as Type<Linked<T>>;
}
