import type { Site } from './site';
import type { Subject, TemplateEnvironment } from '../model';

/** Account and Region that the template of something is deployed to; undefined where the input does not tell. */
export function environmentOf({ templatePath }: Subject, { model }: Site): TemplateEnvironment | undefined {
  return model.environments?.find((one) => one.templatePath === templatePath);
}
