// What a camera is and offers, and which of its formats is chosen.
#include "stand_in.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static picture_format *find_format(device *camera, uint32_t fourcc) {
  for (uint32_t i = 0; i < camera->about.format_count; i++) {
    if (camera->about.formats[i].fourcc == fourcc) return &camera->about.formats[i];
  }
  return NULL;
}

static picture_size *find_size(picture_format *format, uint32_t width, uint32_t height) {
  for (uint32_t i = 0; format != NULL && i < format->size_count; i++) {
    picture_size *size = &format->sizes[i];
    if (size->width == width && size->height == height) return size;
    if (format->any_size && width <= size->width && height <= size->height) return size;
  }
  return NULL;
}

static void choose_interval(device *camera, struct v4l2_fract wanted) {
  picture_format *format = find_format(camera, camera->format.pixelformat);
  picture_size *size = find_size(format, camera->format.width, camera->format.height);
  double nearest = 1e9;
  for (uint32_t i = 0; size != NULL && i < size->interval_count; i++) {
    struct v4l2_fract offered = size->intervals[i];
    double difference = (double) offered.numerator / offered.denominator - (double) wanted.numerator / wanted.denominator;
    if (difference < 0) difference = -difference;
    if (difference < nearest) {
      nearest = difference;
      camera->interval = offered;
    }
  }
}

static void try_format(device *camera, struct v4l2_pix_format *wanted) {
  picture_format *format = find_format(camera, wanted->pixelformat);
  if (format == NULL) format = &camera->about.formats[0];
  // As drivers do, another size is taken instead of refusing.
  if (find_size(format, wanted->width, wanted->height) == NULL && format->size_count > 0) {
    wanted->width = format->sizes[0].width;
    wanted->height = format->sizes[0].height;
  }
  wanted->pixelformat = format->fourcc;
  wanted->field = V4L2_FIELD_NONE;
  int compressed = format->fourcc == V4L2_PIX_FMT_MJPEG;
  wanted->bytesperline = compressed ? 0 : wanted->width * 2;
  wanted->sizeimage = wanted->width * wanted->height * 2;
}

void choose(device *camera, uint32_t fourcc, uint32_t width, uint32_t height) {
  if (camera->about.format_count == 0) return;
  camera->format.pixelformat = fourcc;
  camera->format.width = width;
  camera->format.height = height;
  try_format(camera, &camera->format);
  choose_interval(camera, (struct v4l2_fract){1, 30});
}

static int query_capabilities(device *camera, struct v4l2_capability *answered) {
  memset(answered, 0, sizeof *answered);
  snprintf((char *) answered->driver, sizeof answered->driver, "%s", camera->about.driver);
  snprintf((char *) answered->card, sizeof answered->card, "%s", camera->about.card);
  snprintf((char *) answered->bus_info, sizeof answered->bus_info, "%s", camera->about.bus);
  // As with a webcam, the whole can do more than this node of it.
  answered->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
  answered->device_caps = camera->about.capabilities;
  return 0;
}

static int enumerate_format(device *camera, struct v4l2_fmtdesc *asked) {
  if (asked->type != V4L2_BUF_TYPE_VIDEO_CAPTURE || asked->index >= camera->about.format_count) return EINVAL;
  picture_format *format = &camera->about.formats[asked->index];
  asked->flags = format->fourcc == V4L2_PIX_FMT_MJPEG ? V4L2_FMT_FLAG_COMPRESSED : 0;
  asked->pixelformat = format->fourcc;
  snprintf((char *) asked->description, sizeof asked->description, "%s", format->name);
  return 0;
}

static int enumerate_size(device *camera, struct v4l2_frmsizeenum *asked) {
  picture_format *format = find_format(camera, asked->pixel_format);
  if (format == NULL || asked->index >= (format->any_size ? 1 : format->size_count)) return EINVAL;
  picture_size *size = &format->sizes[asked->index];
  if (format->any_size) {
    asked->type = V4L2_FRMSIZE_TYPE_STEPWISE;
    asked->stepwise = (struct v4l2_frmsize_stepwise){16, size->width, 2, 16, size->height, 2};
  } else {
    asked->type = V4L2_FRMSIZE_TYPE_DISCRETE;
    asked->discrete = (struct v4l2_frmsize_discrete){size->width, size->height};
  }
  return 0;
}

static int enumerate_interval(device *camera, struct v4l2_frmivalenum *asked) {
  picture_size *size = find_size(find_format(camera, asked->pixel_format), asked->width, asked->height);
  if (size == NULL || asked->index >= size->interval_count) return EINVAL;
  asked->type = V4L2_FRMIVAL_TYPE_DISCRETE;
  asked->discrete = size->intervals[asked->index];
  return 0;
}

static int set_format(device *camera, struct v4l2_format *wanted) {
  if (wanted->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return EINVAL;
  if (camera->buffer_count > 0) return EBUSY;
  int error = claim(camera);
  if (error != 0) return error;
  choose(camera, wanted->fmt.pix.pixelformat, wanted->fmt.pix.width, wanted->fmt.pix.height);
  wanted->fmt.pix = camera->format;
  return 0;
}

static int parameters(device *camera, struct v4l2_streamparm *asked, int set) {
  if (asked->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return EINVAL;
  struct v4l2_fract wanted = asked->parm.capture.timeperframe;
  if (set && wanted.numerator > 0 && wanted.denominator > 0) choose_interval(camera, wanted);
  memset(&asked->parm, 0, sizeof asked->parm);
  asked->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
  asked->parm.capture.timeperframe = camera->interval;
  return 0;
}

static int enumerate_input(struct v4l2_input *asked) {
  if (asked->index != 0) return EINVAL;
  memset(asked, 0, sizeof *asked);
  snprintf((char *) asked->name, sizeof asked->name, "Camera 1");
  asked->type = V4L2_INPUT_TYPE_CAMERA;
  return 0;
}

int answer(device *camera, unsigned long request, void *argument) {
  if (request == VIDIOC_QUERYCAP) return query_capabilities(camera, argument);
  if (!(camera->about.capabilities & V4L2_CAP_VIDEO_CAPTURE)) return ENOTTY;
  switch (request) {
    case VIDIOC_ENUM_FMT: return enumerate_format(camera, argument);
    case VIDIOC_ENUM_FRAMESIZES: return enumerate_size(camera, argument);
    case VIDIOC_ENUM_FRAMEINTERVALS: return enumerate_interval(camera, argument);
    case VIDIOC_G_FMT: ((struct v4l2_format *) argument)->fmt.pix = camera->format; return 0;
    case VIDIOC_TRY_FMT: try_format(camera, &((struct v4l2_format *) argument)->fmt.pix); return 0;
    case VIDIOC_S_FMT: return set_format(camera, argument);
    case VIDIOC_G_PARM: return parameters(camera, argument, 0);
    case VIDIOC_S_PARM: return parameters(camera, argument, 1);
    case VIDIOC_ENUMINPUT: return enumerate_input(argument);
    case VIDIOC_G_INPUT: *(int *) argument = 0; return 0;
    case VIDIOC_S_INPUT: return *(int *) argument == 0 ? 0 : EINVAL;
    case VIDIOC_QUERYCTRL:
    case VIDIOC_QUERYMENU:
    case VIDIOC_G_CTRL:
    case VIDIOC_S_CTRL: return answer_control(camera, request, argument);
    default: return answer_stream(camera, request, argument);
  }
}
