// not-compilable: no system of today has this header
#include <sys/ioctl.h>
#include <tiuser.h>

#define NEW_DATA(fd) ((struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR))

static void release(struct t_unitdata *data)
{
    t_free((void *)data, T_UNITDATA);
}

int released_ok(int fd)
{
    struct t_unitdata *data = NEW_DATA(fd);

    if (data == 0)
        return -1;
    release(data);
    return 0;
}

int lost_bad(int fd)
{
    struct t_unitdata *data = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    if (data == 0)
        return -1;
    return ioctl(fd, TI_GETPEERNAME, &data->addr); // want "is lost here"
}
