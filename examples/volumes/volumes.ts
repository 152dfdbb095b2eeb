import { App } from 'aws-cdk-lib';
import { VolumesStack } from './volumes-stack';

const app = new App();
new VolumesStack(app, 'Volumes');
app.synth();
