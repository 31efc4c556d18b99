// not-compilable: no system of today has this header
#include <sys/ioctl.h>
#include <tiuser.h>

// doc-begin
int name_length_ok(int fd)
{
    struct t_unitdata *server;
    int length;

    server = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);
    if (server == 0)
        return -1;
    if (ioctl(fd, TI_GETMYNAME, &server->addr) < 0) {
        t_free((void *)server, T_UNITDATA);
        return -1;
    }
    length = server->addr.len;
    t_free((void *)server, T_UNITDATA);
    return length;
}
// doc-end

struct request {
    struct t_unitdata *unit;
};

/* Others find it there, and free it. */
int stored_ok(struct request *request, int fd)
{
    struct t_unitdata *client = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    if (client == 0)
        return -1;
    request->unit = client;
    return 0;
}

struct t_unitdata *returned_ok(int fd)
{
    struct t_unitdata *data = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    return data;
}

extern void take(struct t_unitdata *data);

void escape_ok(int fd)
{
    struct t_unitdata *data = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    take(data);
}
