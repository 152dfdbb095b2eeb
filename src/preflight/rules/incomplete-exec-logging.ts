import { pieces, type PieceView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Cluster, type ExecuteCommandSettings } from '../model';

const clusters = pieces<Cluster>((model) => model.clusters.filter(({ imported }) => !imported));

type View = PieceView<Cluster>;

export const incompleteExecLogging = templateRule({
  id: 'incomplete-exec-logging',
  title: 'the log of ECS Exec is switched to a place that is not named, or names one that is not switched to',
  viewsOf: clusters.viewsOf,
  judge(view) {
    const { executeCommand: settings, subject } = view.piece;
    if (!settings || settings.logging?.known === false) return [];
    const logging = settings.logging?.value ?? 'DEFAULT';
    const places = PLACES.filter((key) => settings[key] !== undefined);
    if (logging === 'OVERRIDE' && places.length === 0) {
      return [
        {
          severity: 'error',
          summary: `${subject.constructPath} logs sessions of ECS Exec by OVERRIDE, and has no LogConfiguration to log to`,
          cures: [
            set(view, `set LogConfiguration (logConfiguration) of ${subject.constructPath} to a log group or a bucket`, { logGroup: known('/ecs/exec') }),
            set(view, `or set Logging (logging) of ${subject.constructPath} from OVERRIDE to DEFAULT`, { logging: known('DEFAULT') }),
          ],
        },
      ];
    }
    return logging === 'OVERRIDE' ? nowhere(view, settings) : unused(view, settings, logging);
  },
});

const PLACES = ['logGroup', 'bucket', 'logGroupIsEncrypted', 'bucketIsEncrypted'] as const satisfies readonly (keyof ExecuteCommandSettings)[];

function set(view: View, text: string, change: Partial<ExecuteCommandSettings>) {
  return clusters.cure(text, (model) => ({
    ...model,
    clusters: model.clusters.map((one) => (one.id === view.piece.id ? { ...one, executeCommand: { ...one.executeCommand, ...change } } : one)),
  }));
}

/** Encryption is switched on for a place that is not named. */
function nowhere(view: View, { logGroup, bucket, logGroupIsEncrypted, bucketIsEncrypted }: ExecuteCommandSettings): readonly Problem<View>[] {
  const { subject } = view.piece;
  if (logGroup !== undefined || bucket !== undefined || logGroupIsEncrypted?.known === false || bucketIsEncrypted?.known === false) return [];
  return [
    {
      severity: 'warning',
      summary: `LogConfiguration of ECS Exec of ${subject.constructPath} names neither a log group nor a bucket`,
      cures: [set(view, `set CloudWatchLogGroupName (cloudWatchLogGroup) or S3BucketName (s3Bucket) of ${subject.constructPath}`, { logGroup: known('/ecs/exec') })],
    },
  ];
}

function unused(view: View, settings: ExecuteCommandSettings, logging: string): readonly Problem<View>[] {
  const { subject } = view.piece;
  if (settings.logGroup?.known !== true && settings.bucket?.known !== true) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} names where sessions of ECS Exec are logged, and its Logging is ${logging}`,
      notes: ['ECS takes a LogConfiguration with OVERRIDE only'],
      cures: [set(view, `set Logging (logging) of ${subject.constructPath} from ${logging} to OVERRIDE`, { logging: known('OVERRIDE') })],
    },
  ];
}
