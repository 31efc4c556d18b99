#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

class Client {
  public:
    void prepare()
    {
        address_.sin_port = static_cast<in_port_t>(htonl(8080)); // want "has 16 bits"
    }

  private:
    sockaddr_in address_{};
};
