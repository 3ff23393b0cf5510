import { applyDecorators, Controller, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../access/index.js';
import type { View } from '../html/layout/document.js';
import { LinkDto } from '../model/links.js';
import { PageErrorDto } from '../model/page-error.dto.js';
import { FaceInterceptor, type SentValues, SHOWN, type Shown, type Unseen } from './face.interceptor.js';

/** A controller of pages, at one address or several: each handler answers a model, and the model has two faces. */
export const Pages = (path: string | string[], tag: string) =>
  applyDecorators(Controller(path), UseInterceptors(FaceInterceptor), ApiTags(tag), ApiExtraModels(LinkDto, PageErrorDto));

/** What people see of the model a handler answers. */
export const Shows = <M extends object>(view: View<M>) => SetMetadata(SHOWN, { view } as Shown);

/** Where people are led when a form has done its work, and what they are told there. */
export interface Led {
  readonly to: string;
  readonly says: string;
}

interface Submission<C, M extends object, F extends object> {
  /** After it has worked: another page … */
  readonly leads?: (model: M) => Led;
  /** … or this one, which cannot be loaded a second time. */
  readonly shows?: View<M>;
  /** The page that holds the form: it comes back, saying what is wrong, when it did not work. Left out where nothing is filled in. */
  readonly form?: {
    readonly model: (controller: C, caller: Caller, request: FastifyRequest) => F | Promise<F>;
    readonly view: View<F>;
    /** What stands in its fields once a button called `_fill` was pressed, which fills in some by what stands in others. */
    readonly filled?: (controller: C, caller: Caller, sent: SentValues) => Promise<SentValues>;
    /** What it would do that its sender has not seen on it: then it comes back with that, and nothing is done. */
    readonly unseen?: (controller: C, caller: Caller, body: unknown) => Promise<Unseen | null>;
  };
}

/** For handlers that a form is sent to. */
export const Submits = <C, M extends object, F extends object>(submission: Submission<C, M, F>) =>
  SetMetadata(SHOWN, { view: submission.shows, leads: submission.leads, form: submission.form } as unknown as Shown);
