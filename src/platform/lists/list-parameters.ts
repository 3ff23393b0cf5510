import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { Optional } from '../http/index.js';

/** 1 to 100 characters that a name may hold, without a blank at their ends. */
const pattern = /^(?! )[ -~\u00a0-\uffff]{1,100}(?<! )$/;

/** Text to search for. */
export const SearchParameter = () =>
  applyDecorators(
    ApiPropertyOptional({ type: String, pattern: pattern.source }),
    Optional(),
    Matches(pattern, { message: '$property must be text of 1 to 100 characters without a blank at its ends' }),
    IsString(),
  );
