package io.costflow.demo.live;

/** Shows pictures as they come. */
interface Display {

    void show(Picture picture);
}
