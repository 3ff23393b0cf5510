import { ApiProperty } from '@nestjs/swagger';
import { ProblemItemDto } from '../../../features/problems/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

export class ProblemPageDto extends LinkedType(ProblemItemDto, 'ProblemBase') {}

class NamedWorkspaceDto {
  /**
   * The id of the workspace.
   * @example "1001"
   */
  id: string;

  /**
   * What it is called.
   * @example "production"
   */
  Name: string;
}

export class ProblemListDto extends ListOf(ProblemPageDto) {
  @ApiProperty({ name: 'Workspaces', type: [NamedWorkspaceDto], description: 'The workspaces of these problems, by name: whoever may read problems there knows them.' })
  Workspaces: NamedWorkspaceDto[];
}
