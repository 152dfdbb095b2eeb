import { App } from 'aws-cdk-lib';
import { ScheduledStack } from './scheduled-stack';

const app = new App();
new ScheduledStack(app, 'Scheduled');
app.synth();
