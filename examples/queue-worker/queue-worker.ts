import { App } from 'aws-cdk-lib';
import { QueueWorkerStack } from './queue-worker-stack';

const app = new App();
new QueueWorkerStack(app, 'QueueWorker');
app.synth();
