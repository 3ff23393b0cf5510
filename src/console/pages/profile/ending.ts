import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '../../../access/index.js';
import { Submits } from '../../faces/pages.js';
import { links } from '../../model/links.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import type { EndedPageDto } from './profile.dto.js';
import { profilePath } from './profile-models.js';

/** For handlers that end what lets somebody in. */
export const Ends = (what: string) =>
  Submits<unknown, EndedPageDto, EndedPageDto>({
    leads: ({ Ended, _links }) => ({ to: _links['security']?.href ?? '', says: Ended === 1 ? `One ${what} has ended.` : `${Ended} ${what}s have ended.` }),
  });

export const NotThere = () => ApiResponse({ status: 404, type: PageErrorDto, description: 'It is not one of yours, or has ended.' });

export const ended = ({ organisation }: Caller, count: number): EndedPageDto => ({ Ended: count, _links: links({ security: profilePath(organisation, 'security') }) });
