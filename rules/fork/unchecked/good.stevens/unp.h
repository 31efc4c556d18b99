/* The few declarations of Stevens' unp.h that the server needs: wrappers that end the program on failure. */
#ifndef UNP_H
#define UNP_H

#include <sys/socket.h>
#include <sys/types.h>

int Accept(int fd, struct sockaddr *address, socklen_t *length);
pid_t Fork(void);
void Close(int fd);

#endif
