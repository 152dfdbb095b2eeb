import { App } from 'aws-cdk-lib';
import { GpuStack } from './gpu-stack';

const app = new App();
new GpuStack(app, 'Gpu');
app.synth();
