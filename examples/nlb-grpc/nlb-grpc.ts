import { App } from 'aws-cdk-lib';
import { NlbGrpcStack } from './nlb-grpc-stack';

const app = new App();
new NlbGrpcStack(app, 'NlbGrpc');
app.synth();
