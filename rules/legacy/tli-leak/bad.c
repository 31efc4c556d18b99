// not-compilable: no system of today has this header
#include <sys/ioctl.h>
#include <tiuser.h>

// doc-begin
int name_length_bad(int fd)
{
    struct t_unitdata *server;
    int length;

    server = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);
    if (server == 0)
        return -1;
    if (ioctl(fd, TI_GETMYNAME, &server->addr) < 0)
        return -1; // want "What t_alloc() made and 'server' points at is lost here"
    length = server->addr.len;
    t_free((void *)server, T_UNITDATA);
    return length;
}
// doc-end

void wrong_type_bad(int fd)
{
    struct t_call *call = (struct t_call *)t_alloc(fd, T_CALL, T_ADDR);

    if (call == 0)
        return;
    t_free((void *)call, T_BIND); // want "'call' was made by t_alloc() as T_CALL, and t_free() is told T_BIND"
}

void never_bad(int fd)
{
    struct t_bind *request = (struct t_bind *)t_alloc(fd, T_BIND, T_ADDR);

    if (request == 0)
        return;
    request->qlen = 5;
    t_bind(fd, request, 0);
} // want "is lost here"
