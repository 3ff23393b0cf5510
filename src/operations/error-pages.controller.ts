import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/http/index.js';
import { errorCatalogue, routeNotFound } from '../errors/index.js';
import { ProblemDto, projectFolder } from '../platform/http/index.js';

@ApiTags('operations')
@Controller('errors')
export class ErrorPagesController {
  @Get(':code')
  @Public()
  @Header('content-type', 'text/markdown; charset=utf-8')
  @ApiOperation({ operationId: 'getErrorPage', summary: 'What an error code means and what to do: where `type` of a problem leads' })
  @ApiProduces('text/markdown')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiNotFoundResponse({ type: ProblemDto, description: 'There is no such code.' })
  page(@Param('code') code: string): Promise<string> {
    if (!errorCatalogue.has(code)) throw routeNotFound();
    return readFile(join(projectFolder, 'docs', 'errors', `${code}.md`), 'utf8');
  }
}
