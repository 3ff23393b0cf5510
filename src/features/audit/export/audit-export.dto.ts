import { IsIn } from 'class-validator';
import { Optional } from '../../../platform/http/index.js';
import { AuditSelection } from '../audit-selection.dto.js';
import { type ExportFormatName, exportFormats } from './audit-lines.js';

export class AuditExportQuery extends AuditSelection {
  /** How it is written; `csv` when left out. */
  @Optional()
  @IsIn(Object.keys(exportFormats))
  format?: ExportFormatName;
}
