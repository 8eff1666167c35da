package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.always;
import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.bytes;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.object;
import static io.homelabhub.compose.keys.Shapes.text;

/** A service's keys for devices of the host: block devices, device files, GPUs. */
final class DeviceKeys {
    private DeviceKeys() {}

    static Shape blkio() {
        Shape weight =
                object(always("path", text()), always("weight", Shape.of(Encoding.UNSIGNED_16, INTEGER, STRING)));
        return object(
                field("weight", Shape.of(Encoding.UNSIGNED_16, INTEGER, STRING)),
                field("weight_device", list(weight)),
                field("device_read_bps", list(throttle())),
                field("device_read_iops", list(throttle())),
                field("device_write_bps", list(throttle())),
                field("device_write_iops", list(throttle())));
    }

    private static Shape throttle() {
        return object(always("path", text()), always("rate", bytes(INTEGER).shownWhenZero()));
    }

    static Shape devices() {
        Shape device = Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(field("source", text()), field("target", text()), field("permissions", text()))
                .required("source")
                .extensible()
                .longForm(LongForm.DEVICE);
        return list(device).index(Index.DEVICE);
    }

    static Shape gpus() {
        return Shape.of(Encoding.LIST, STRING, LIST)
                .choices("all")
                .items(Shapes.deviceRequests().item().lenient())
                .longForm(LongForm.GPUS);
    }
}
