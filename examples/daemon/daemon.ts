import { App } from 'aws-cdk-lib';
import { DaemonStack } from './daemon-stack';

const app = new App();
new DaemonStack(app, 'Daemon');
app.synth();
